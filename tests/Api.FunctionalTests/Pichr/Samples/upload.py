import hashlib
import json
import os
import sys
import urllib.request

base_url, api_key, path = sys.argv[1:4]


def request(method, url, body, content_type):
    call = urllib.request.Request(url, data=body, method=method)
    call.add_header("Authorization", "Bearer " + api_key)
    call.add_header("Content-Type", content_type)
    return urllib.request.urlopen(call, timeout=60)


def post(route, body):
    with request("POST", base_url + route, json.dumps(body).encode(), "application/json") as answer:
        return json.load(answer)


with open(path, "rb") as file:
    content = file.read()

presign = post("/upload/presign", {
    "filename": os.path.basename(path),
    "mime": "image/png",
    "bytes": len(content),
    "sha256": hashlib.sha256(content).hexdigest(),
    "title": "From Python",
    "visibility": "public",
})

with request("PUT", presign["uploadUrl"], content, "image/png") as put:
    etag = put.headers["ETag"].strip('"')

print(json.dumps(post("/upload/finalize", {
    "uploadId": presign["uploadId"],
    "fileId": presign["fileId"],
    "r2Key": presign["r2Key"],
    "r2Etag": etag,
    "width": 1920,
    "height": 1080,
})))
