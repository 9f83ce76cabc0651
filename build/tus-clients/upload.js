// Uploads a file as an application does that uses a published client as it is: node upload.js CLIENT WAY ENDPOINT TOKEN FILE
// Prints what the client heard of the last answer, as JSON.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import * as tus from 'tus-js-client';
import Uppy from '@uppy/core';
import Tus from '@uppy/tus';

const [client, way, endpoint, token, file] = process.argv.slice(2);
const name = basename(file);
const size = statSync(file).size;
const chunk = Math.ceil(size / 3);
const metadata = { filename: name, filetype: 'image/jpeg', isPublic: 'false' };
const ways = {
  whole: {},
  chunks: { chunkSize: chunk },
  creation: { uploadDataDuringCreation: true, chunkSize: chunk },
  override: { overridePatchMethod: true, chunkSize: chunk },
  resume: { chunkSize: chunk },
  abandon: { chunkSize: chunk },
};
const options = {
  endpoint,
  headers: { Authorization: `Bearer ${token}` },
  retryDelays: [0, 500, 1000, 2000, 4000],
  ...ways[way],
};

let last;
const told = (header) => ({ id: last.getHeader('X-Picora-Resource-Id'), type: last.getHeader('X-Picora-Resource-Type'), status: last.getStatus(), ...header });
const onAfterResponse = (_, response) => { last = response; };

function plain(more) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(createReadStream(file), { ...options, uploadSize: size, metadata, onAfterResponse, onError: reject, onSuccess: () => resolve(upload), ...more });
    more?.begin ? more.begin(upload, resolve) : upload.start();
  });
}

// Breaks off after the first chunk, and leaves it to a new upload to find out how far it came.
const breaking = (remove) => plain({
  begin(upload, resolve) {
    upload.options.onChunkComplete = () => upload.abort(remove).then(() => resolve(upload));
    upload.start();
  },
});

async function tusJs() {
  if (way === 'abandon') {
    const upload = await breaking(true);
    return told({ url: upload.url });
  }

  const uploadUrl = way === 'resume' ? (await breaking(false)).url : undefined;
  await plain({ uploadUrl });
  return told({ resumed: uploadUrl !== undefined });
}

async function uppy() {
  const app = new Uppy({ allowMultipleUploadBatches: true });
  app.use(Tus, { ...options, onAfterResponse, storeFingerprintForResuming: false });
  app.addFile({ name, type: 'image/jpeg', data: readFileSync(file), meta: { isPublic: 'false' } });
  const result = await app.upload();
  if (result.failed.length > 0) {
    throw new Error(result.failed[0].error);
  }

  return told({ url: result.successful[0].uploadURL });
}

console.log(JSON.stringify(await (client === 'uppy' ? uppy() : tusJs())));
