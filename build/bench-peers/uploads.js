// The usual small upload server: express, multer to the disk, sharp for the dimensions, a URL as the answer. Nothing is flushed, hashed,
// counted, checked for duplicates or written to a database.
//   node uploads.js FOLDER PORT
import express from 'express';
import multer from 'multer';
import sharp from 'sharp';

const [folder, port] = process.argv.slice(2);
const server = express();
server.post('/upload', multer({ dest: folder }).single('file'), async (request, response) => {
  const { width, height, format } = await sharp(request.file.path).metadata();
  response.status(201).json({ url: `http://127.0.0.1:${port}/files/${request.file.filename}`, width, height, format });
});
server.listen(Number(port), '127.0.0.1');
