/** What the kernel costs, measured with JMH: {@code mvn -Pbench -pl agent/protocol -am -Dbench=regex}. */
@NullMarked
package io.murmur.protocol.bench;

import org.jspecify.annotations.NullMarked;
