package io.murmur.sidecar.config;

import io.murmur.sidecar.config.Yaml.Mark;
import io.murmur.sidecar.config.Yaml.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads configurations: the defaults, then a file, then the environment. */
public final class ConfigReader {
    /** What begins the environment variables that set knobs. */
    public static final String PREFIX = "MURMUR_";

    /** Variables of the launcher and of the command line. */
    private static final List<String> OTHERS = List.of("MURMUR_JAVA_OPTS", "MURMUR_API");

    private final Binder binder = new Binder();

    private ConfigReader() {}

    /** The text of the shipped {@code murmur.yaml}, which documents every knob. */
    public static String documented() {
        try (InputStream in = ConfigReader.class.getResourceAsStream("/io/murmur/sidecar/murmur.yaml")) {
            if (in == null) {
                throw new IllegalStateException("murmur.yaml is part of the sidecar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resources can be read", e);
        }
    }

    /** Reads a file and the environment. */
    public static Config read(Path file, Map<String, String> environment) throws ConfigException {
        try {
            return read(file.toString(), Files.readString(file), environment);
        } catch (IOException e) {
            throw new ConfigException(
                    new Problem(new Mark(file.toString(), 0, 0), "", "cannot be read: " + e.getMessage()));
        }
    }

    /** Reads a document and the environment; {@code name} is what problems call the document. */
    public static Config read(String name, String document, Map<String, String> environment) throws ConfigException {
        ConfigReader reader = new ConfigReader();
        Config config = reader.binder.bind(Config.DEFAULT, Yaml.read(name, document), "");
        config = reader.override(config, environment);
        if (!reader.binder.problems().isEmpty()) {
            throw new ConfigException(reader.binder.problems());
        }
        return config;
    }

    /** The variable that sets a knob: {@code gossip.newsInterval} is set by {@code MURMUR_GOSSIP_NEWS_INTERVAL}. */
    public static String variable(String path) {
        String words = path.replace('.', '_').replaceAll("([a-z])([A-Z])", "$1_$2");
        return PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /** Variables that look as if they were to set a knob, but none has that name, with what was probably meant. */
    public static Map<String, String> unused(Map<String, String> environment) {
        List<String> known = new ArrayList<>();
        paths(Config.DEFAULT, "", known);
        List<String> variables = known.stream().map(ConfigReader::variable).toList();
        Map<String, String> unused = new TreeMap<>();
        for (String name : environment.keySet()) {
            if (name.startsWith(PREFIX) && !OTHERS.contains(name) && !variables.contains(name)) {
                unused.put(name, Nearest.unknown(name, variables));
            }
        }
        return unused;
    }

    /** The paths of all knobs below a record. */
    static void paths(Record record, String path, List<String> into) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String below = path.isEmpty() ? component.getName() : path + "." + component.getName();
            if (Records.get(component, record) instanceof Record section && !Scalars.known(component.getType())) {
                paths(section, below, into);
            } else {
                into.add(below);
            }
        }
    }

    private <R extends Record> R override(R record, Map<String, String> environment) {
        return override(record, "", environment);
    }

    private <R extends Record> R override(R record, String path, Map<String, String> environment) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        String last = "";
        for (int i = 0; i < components.length; i++) {
            Object value = Records.get(components[i], record);
            String below = path.isEmpty() ? components[i].getName() : path + "." + components[i].getName();
            String text = environment.get(variable(below));
            if (value instanceof Record section && !Scalars.known(components[i].getType())) {
                values[i] = override(section, below, environment);
            } else {
                values[i] = text == null ? value : parse(components[i].getType(), value, text, below);
                last = text == null ? last : variable(below);
            }
        }
        try {
            return Records.with(record, values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            String message = cause == null ? "refused" : String.valueOf(cause.getMessage());
            return binder.refuse(record, new Mark(last, 0, 0), path, message);
        }
    }

    private Object parse(Class<?> type, Object standard, String text, String path) {
        Mark at = new Mark(variable(path), 0, 0);
        if (type != List.class) {
            return binder.scalar(type, standard, new Scalar(text, at), path);
        }
        Class<?> item = path.equals("agent.join") ? HostPort.class : String.class;
        return Arrays.stream(text.split(",", -1))
                .filter(part -> !part.isBlank())
                .map(part -> binder.scalar(item, part, new Scalar(part.strip(), at), path))
                .toList();
    }
}
