package io.murmur.sim.engine;

/** What one thread works with: its stock of chunks and where it sorts what is due. */
final class Worker {
    final ChunkPool.Shelf shelf;
    final Inbox inbox = new Inbox();
    final Agenda agenda = new Agenda();

    Worker(ChunkPool pool) {
        shelf = new ChunkPool.Shelf(pool);
    }
}
