package io.murmur.sim.engine;

/** What one thread works with: its stock of chunks and where it sorts what is due. */
final class Worker {
    final ChunkPool pool;
    final ChunkPool.Shelf shelf;
    final Inbox inbox;
    final Agenda agenda = new Agenda();

    Worker(ChunkPool pool) {
        this.pool = pool;
        shelf = new ChunkPool.Shelf(pool);
        inbox = new Inbox(pool);
    }
}
