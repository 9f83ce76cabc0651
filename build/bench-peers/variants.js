// IPX as its documentation starts it, on a folder of pictures. It keeps nothing: each request is made.
//   node variants.js FOLDER PORT
import { createServer } from 'node:http';
import { createIPX, createIPXNodeServer, ipxFSStorage } from 'ipx';

const [folder, port] = process.argv.slice(2);
createServer(createIPXNodeServer(createIPX({ storage: ipxFSStorage({ dir: folder }) }))).listen(Number(port), '127.0.0.1');
