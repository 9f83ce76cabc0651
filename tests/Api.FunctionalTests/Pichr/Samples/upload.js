const { readFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { basename } = require('node:path');

const [, , baseUrl, apiKey, path, width, height] = process.argv;
const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };

async function json(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${body.message}`);
  return body;
}

async function upload() {
  const file = readFileSync(path);
  const mime = 'image/png';
  const presign = await json(await fetch(`${baseUrl}/upload/presign`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      filename: basename(path),
      mime,
      bytes: file.length,
      sha256: createHash('sha256').update(file).digest('hex'),
      title: 'From JavaScript',
      visibility: 'public',
    }),
  }));

  const put = await fetch(presign.uploadUrl, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': mime },
    body: file,
  });
  if (!put.ok) throw new Error(`PUT: ${put.status}`);

  return json(await fetch(`${baseUrl}/upload/finalize`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      uploadId: presign.uploadId,
      fileId: presign.fileId,
      r2Key: presign.r2Key,
      r2Etag: put.headers.get('etag'),
      width: Number(width),
      height: Number(height),
    }),
  }));
}

upload().then((done) => console.log(JSON.stringify(done)), (error) => { console.error(error.message); process.exit(1); });
