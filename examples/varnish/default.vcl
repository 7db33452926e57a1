# Varnish (6.0 or newer, with varnish-modules) before the delivery plane of the hospital content API.
#
# Change the address of the API and the list of purgers, and name this Varnish in CACHE_PURGE_URLS of the authoring
# plane and of the worker. Varnish itself writes no log of requests. For one that tells nothing of readers:
# varnishncsa -F '%{%FT%TZ}t %m %U %s %b %{Varnish:handling}x'. tests/http/test_varnish.py runs this very file.

vcl 4.1;

import std;
import xkey;

backend api {
    .host = "127.0.0.1";
    .port = "8001";
    .connect_timeout = 1s;
    # Purges are sent twice, five seconds apart: what was asked for before the first must be here before the second.
    .first_byte_timeout = 4s;
    .between_bytes_timeout = 4s;
    .probe = {
        .url = "/readyz";
        .interval = 2s;
        .timeout = 1s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# The machines of the authoring plane and of the worker, and nobody else.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    # The API believes it; nginx before the API sets it.
    unset req.http.X-Request-Start;
    if (req.restarts == 0) {
        unset req.http.X-Api-Down;
        unset req.http.X-Purged;
    }
    if (req.method == "PURGE") {
        call purge_by_key;
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # What answers a key, the past and previews is for one reader. Health is asked each time.
    if (req.http.Authorization || req.url ~ "[?&]as_of=" || req.url ~ "^/api/v\d+/(editions|preview)/" ||
        req.url !~ "^/api/") {
        return (pass);
    }
    # The API knows no cookies.
    unset req.http.Cookie;
    set req.url = std.querysort(req.url);
    # Answers vary by Accept only for those who ask for something else than JSON.
    if (req.http.Accept !~ "markdown|ld\+json") {
        set req.http.Accept = "application/json";
    }
    # Accept-Encoding needs nothing: Varnish keeps gzip, and unpacks it for those who cannot.

    # Old answers are shown only while the API does not answer, and for as long as they may be (beresp.grace).
    set req.grace = 30d;
    if (!req.http.X-Api-Down && std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    }
    return (hash);
}

sub purge_by_key {
    # Only directly: Varnish writes who asked behind what X-Forwarded-For said already.
    if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
        return (synth(403));
    }
    # Withdrawn: gone for good. Outdated: the next reader gets the new one, but it may be shown while the API is down.
    set req.http.X-Purged = 0;
    if (req.http.xkey-purge) {
        set req.http.X-Purged = xkey.purge(req.http.xkey-purge);
    }
    if (req.http.xkey-softpurge) {
        set req.http.X-Purged = std.integer(req.http.X-Purged, 0) + xkey.softpurge(req.http.xkey-softpurge);
    }
    return (synth(200));
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    # The reader may get an old answer instead (vcl_synth).
    if (beresp.status >= 500 && !bereq.http.X-Api-Down) {
        return (abandon);
    }
    if (beresp.http.Cache-Control ~ "max-age=[1-9]") {
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        # As long as the API says, which knows when the page expires.
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 0s);
        # One reader's quota is not another's.
        unset beresp.http.RateLimit;
        unset beresp.http.RateLimit-Policy;
    }
}

sub vcl_backend_error {
    if (!bereq.uncacheable && !bereq.http.X-Api-Down) {
        return (abandon);
    }
    set beresp.http.Content-Type = "application/problem+json";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "5";
    set beresp.http.Access-Control-Allow-Origin = "*";
    set beresp.body = {"{"type":"about:blank","title":"Service Unavailable","status":503,"} +
        {""detail":"The content cannot be reached at the moment. Try again shortly.","instance":""} +
        regsub(bereq.url, {"["\\?].*$"}, "") + {"","errors":[]}"};
    return (deliver);
}

sub vcl_synth {
    if (resp.status == 503 && req.restarts == 0) {
        set req.http.X-Api-Down = "yes";
        return (restart);
    }
    if (req.http.X-Purged) {
        set resp.http.X-Purged = req.http.X-Purged;
    }
    if (resp.status >= 400) {
        set resp.http.Content-Type = "application/problem+json";
        set resp.http.Cache-Control = "no-store";
        set resp.http.Access-Control-Allow-Origin = "*";
        set resp.body = {"{"type":"about:blank","title":""} + resp.reason + {"","status":"} + resp.status +
            {","detail":"The cache before the API refused this.","instance":""} +
            regsub(req.url, {"["\\?].*$"}, "") + {"","errors":[]}"};
        return (deliver);
    }
}

sub vcl_deliver {
    unset resp.http.xkey;
    # RFC 9211
    set resp.http.Cache-Status = "varnish; fwd=miss";
    if (obj.hits > 0) {
        set resp.http.Cache-Status = "varnish; hit";
    }
}
