"""described.py - real answers held against doc/openapi.json: status, type of content, body, parameters."""
import gzip
import json
import re

import jsonschema

# Each address that is read, as it is asked for, and the type of what it answers; {story} and {article} are there.
JSON, TEXT = "application/json", "text/plain"
EXPORTS = {"atom": "application/atom+xml", "jsonfeed": "application/feed+json", "jsonl": "application/x-ndjson", "csv": "text/csv",
           "ninjs": JSON, "stix": "application/stix+json", "webannotation": "application/ld+json"}
READ = {"/v1": JSON, "/v1/stories?all": JSON, "/v1/stories/{story}": JSON,
        **{"/v1/stories/{story}/" + x: JSON for x in ("articles", "statements", "comparison", "events", "decisions", "why", "why/F1", "why/A")},
        "/v1/stories/{story}/why?article={article}": JSON, "/v1/articles/{article}": JSON, "/v1/articles/{article}/text": TEXT,
        "/v1/articles/{article}/statements": JSON, "/v1/articles/{article}/evidence": "application/octet-stream",
        "/v1/search?q=lorries": JSON, "/v1/outlets": JSON, "/v1/feeds": JSON, "/v1/alerts": JSON, "/v1/decisions": JSON, "/v1/decisions/1": JSON,
        **{"/v1/stories/{story}/export/" + x: t for x, t in EXPORTS.items()}, **{"/v1/export/%s?all" % x: t for x, t in EXPORTS.items()},
        "/openapi.json": JSON, "/metrics": TEXT, "/healthz": TEXT, "/readyz": TEXT}


class Description:
    def __init__(self):
        with open("doc/openapi.json") as f:
            self.api = json.load(f)
        parts = self.api["components"]
        self.responses = parts["responses"]
        self.resolver = jsonschema.RefResolver("", self.api, store={n + ".schema.json": x for n, x in parts["schemas"].items()})
        self.routes = {(m, p) for p, o in self.api["paths"].items() for m in o}

    def path_of(self, path):
        path = path.split("?")[0]
        for p in sorted(self.api["paths"], key=lambda p: p.count("{")):
            if re.fullmatch(re.sub(r"\{[a-z]+\}", "[^/]+", p), path):
                return p
        return "a page of /v1" if path.startswith("/v1") else None

    def parameters(self, method, path):
        """Those behind the '?'."""
        return [x["name"] for x in self.api["paths"][path][method]["parameters"] if x["in"] == "query"]

    def told(self, method, path, status):
        """What is said of such an answer; None: nothing."""
        responses = self.api["paths"].get(path, {}).get(method, {"responses": {"default": {"$ref": "/problem"}}})["responses"]
        told = responses.get(str(status), responses["default"] if status >= 400 else None)
        return self.responses[told["$ref"].split("/")[-1]] if told and "$ref" in told else told

    def wrong(self, a, method, path):
        """What in an answer is not as described; None: nothing."""
        told = self.told(method, path, a.status)
        if not told:
            return "the status is not described"
        kind, content = (a.headers["Content-Type"] or "").split(";")[0], told.get("content")
        if a.method == "HEAD" or not content:
            if a.body:
                return "there is a body"
        if not content:
            return None
        if kind not in content:
            return "%s is not described" % kind
        if a.method == "HEAD" or not re.fullmatch(r"application/(.*\+)?json", kind):
            return None
        body = json.loads(gzip.decompress(a.body) if a.headers["Content-Encoding"] == "gzip" else a.body)
        if a.status >= 400 and body["status"] != a.status:
            return "it says that its status is %d" % body["status"]
        try:
            jsonschema.Draft202012Validator(content[kind]["schema"], resolver=self.resolver).validate(body)
        except jsonschema.ValidationError as e:
            return "%s at %s" % (e.message[:300], list(e.absolute_path))

    def hold(self, ok, answers):
        """Checks each that is not of a page; the routes that were answered well."""
        asked = set()
        for a in answers:
            method, path = "get" if a.method == "HEAD" else a.method.lower(), self.path_of(a.path)
            if not path:
                continue
            wrong = self.wrong(a, method, path)
            ok("%s %.200s: %d as described" % (a.method, a.path, a.status), wrong is None, wrong)
            if a.status < 300:
                asked.add((method, path))
        return asked
