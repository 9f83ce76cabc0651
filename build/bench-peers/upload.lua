-- Uploads one JPEG as a form again and again, each time with other bytes in a comment segment, so that no two files are equal.
--   wrk … -s upload.lua URL -- FILE SERIES API_KEY
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local picture = file:read("*a")
  file:close()
  local boundary = "----picora-bench"
  before = "--" .. boundary .. "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\n"
    .. "Content-Type: image/jpeg\r\n\r\n" .. picture:sub(1, 2) .. "\255\254\0\34" -- start of image; a comment of 32 characters
  after = picture:sub(3) .. "\r\n--" .. boundary .. "--\r\n"
  series = args[2]
  head = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. "\r\nAuthorization: Bearer " .. args[3]
    .. "\r\nContent-Type: multipart/form-data; boundary=" .. boundary
    .. "\r\nContent-Length: " .. (#before + 32 + #after) .. "\r\n\r\n" .. before
  sent, created, refused = 0, 0, 0
end

function request()
  sent = sent + 1
  return head .. string.format("%-16s%016d", series, sent) .. after
end

function response(status)
  if status == 201 then
    created = created + 1
  else
    refused = refused + 1
  end
end

function done(summary, latency)
  local created, refused = 0, 0
  for _, thread in ipairs(threads) do
    created = created + thread:get("created")
    refused = refused + thread:get("refused")
  end
  print(string.format("result created=%d refused=%d seconds=%.6f p50=%.3f p99=%.3f", created, refused,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
