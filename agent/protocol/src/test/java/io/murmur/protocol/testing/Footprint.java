package io.murmur.protocol.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** About how many bytes are reachable from an object of the kernel; what its host lends it is not counted. */
public final class Footprint {
    private static final int HEADER = 8;
    private static final int WORD = 8;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long bytes;

    private Footprint(Object... lent) {
        Collections.addAll(seen, lent);
    }

    /**
     * The bytes reachable from an object.
     *
     * @param lent objects that are somebody else's
     */
    public static long of(Object root, Object... lent) {
        Footprint footprint = new Footprint(lent);
        footprint.visit(root);
        while (!footprint.open.isEmpty()) {
            footprint.measure(footprint.open.remove());
        }
        return footprint.bytes;
    }

    private void visit(@Nullable Object object) {
        if (object != null && !(object instanceof Enum<?>) && !(object instanceof Class<?>) && seen.add(object)) {
            open.add(object);
        }
    }

    private void measure(Object object) {
        bytes += HEADER;
        if (object.getClass().isArray()) {
            measureArray(object);
        } else if (object instanceof Collection<?> all) {
            bytes += (long) WORD * all.size();
            all.forEach(this::visit);
        } else if (object instanceof String text) {
            bytes += text.length();
        } else {
            measureFields(object);
        }
    }

    private void measureArray(Object array) {
        int length = Array.getLength(array);
        boolean bytewise = array instanceof byte[] || array instanceof boolean[];
        bytes += (long) length * (bytewise ? 1 : WORD);
        if (array instanceof Object[] objects) {
            for (Object element : objects) {
                visit(element);
            }
        }
    }

    private void measureFields(Object object) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean ours = type.getName().startsWith("io.murmur") && !Modifier.isStatic(field.getModifiers());
                bytes += ours ? WORD : 0;
                if (ours && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    visit(read(field, object));
                }
            }
        }
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
