-- Asks the addresses of a file in turn: a path, and after a tab the validator that the client has.
-- wrk -s wrk.lua http://host:port -- FILE [PAUSE: milliseconds of each connection between two requests]

local formatted, position, pause = {}, 0, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, headers = line:match("^([^\t]*)\t?(.*)$")
    local given = {}
    for name, value in headers:gmatch("([^:\t]+): ([^\t]*)") do
      given[name] = value
    end
    table.insert(formatted, wrk.format("GET", path, given))
  end
  pause = tonumber(arguments[2] or "0")
  if pause > 0 then
    delay = function()
      return math.random(0, 2 * pause)
    end
  end
end

function request()
  position = position % #formatted + 1
  return formatted[position]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "median": %d, "p99": %d, "failed": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
