// The tus server of the protocol's own authors with its file store. Nothing is hashed, flushed, looked at or written to a database.
//   node tus.js FOLDER PORT
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [directory, port] = process.argv.slice(2);
new Server({ path: '/files', datastore: new FileStore({ directory }) }).listen({ host: '127.0.0.1', port: Number(port) });
