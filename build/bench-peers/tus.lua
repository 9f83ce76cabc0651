-- Uploads one picture of a mebibyte by tus again and again, each time with another end: POST, then one PATCH. One connection per thread.
--   wrk … -s tus.lua URL -- FILE SERIES API_KEY
local threads = {}

function setup(thread)
  thread:set("number", #threads + 1)
  threads[#threads + 1] = thread
end

function init(args)
  local file = assert(io.open(args[1], "rb"))
  picture = file:read("*a")
  file:close()
  size = 1024 * 1024
  start = picture .. string.rep("\0", size - #picture - 48)
  series = args[2]
  common = " HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. "\r\nAuthorization: Bearer " .. args[3] .. "\r\nTus-Resumable: 1.0.0\r\n"
  post = "POST " .. wrk.path .. common .. "Content-Length: 0\r\nUpload-Length: " .. size
    .. "\r\nUpload-Metadata: filename cGhvdG8uanBn,filetype aW1hZ2UvanBlZw==\r\n\r\n" -- photo.jpg, image/jpeg
  sent, created, refused = 0, 0, 0
end

function request()
  if location == nil then
    return post
  end
  sent = sent + 1
  local path = location:gsub("^http://[^/]+", "")
  return "PATCH " .. path .. common .. "Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: " .. size
    .. "\r\n\r\n" .. start .. string.format("%-16s%016d%016d", series, number, sent)
end

function response(status, headers)
  if status == 201 then
    location = headers["Location"] or headers["location"]
  elseif status == 204 then
    created = created + 1
    location = nil
  else
    refused = refused + 1
    location = nil
  end
end

function done(summary, latency)
  local created, refused = 0, 0
  for _, thread in ipairs(threads) do
    created = created + thread:get("created")
    refused = refused + thread:get("refused")
  end
  print(string.format("result created=%d refused=%d seconds=%.3f p50=%.3f p99=%.3f",
    created, refused, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
