package io.murmur.sidecar.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a swarm, and its name. The first key seals, all of them open: to change keys without a pause, add the new
 * one last everywhere, then make it the first everywhere, then remove the old one.
 */
public final class Keyring {
    /** Length of every key, in bytes. */
    public static final int KEY_BYTES = 32;

    private final String swarm;
    private final List<Key> keys;

    /** A key and the number by which datagrams name it; the number tells nothing about the key. */
    record Key(int id, SecretKeySpec secret) {}

    private Keyring(String swarm, List<Key> keys) {
        this.swarm = swarm;
        this.keys = keys;
    }

    /**
     * The keys, written in Base64.
     *
     * @throws IllegalArgumentException if there is none, or one is not 32 bytes in Base64, or one is there twice
     */
    public static Keyring of(String swarm, List<String> encoded) {
        if (encoded.isEmpty()) {
            throw new IllegalArgumentException("a keyring needs at least one key");
        }
        List<Key> keys = new ArrayList<>();
        for (String text : encoded) {
            Key key = key(decode(text));
            if (keys.stream().anyMatch(other -> other.id == key.id)) {
                throw new IllegalArgumentException("two keys of the keyring are the same, or look the same");
            }
            keys.add(key);
        }
        return new Keyring(swarm, List.copyOf(keys));
    }

    /** A new key, in Base64. */
    public static String generate(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + bytes.length + " bytes, expected " + KEY_BYTES);
        }
        return bytes;
    }

    private static Key key(byte[] bytes) {
        byte[] name = digest("murmur key id", bytes);
        return new Key((name[0] & 0xFF) << 8 | (name[1] & 0xFF), new SecretKeySpec(bytes, "AES"));
    }

    String swarm() {
        return swarm;
    }

    /** 16 bits that tell swarms apart cheaply; the whole name is authenticated besides. */
    int swarmTag() {
        byte[] name = digest("murmur swarm id", swarm.getBytes(StandardCharsets.UTF_8));
        return (name[0] & 0xFF) << 8 | (name[1] & 0xFF);
    }

    List<Key> keys() {
        return keys;
    }

    private static byte[] digest(String purpose, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
            return digest.digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
