"""receiver.py FOLDER SECRET: a webhook that answers as FOLDER/script says, a line for each request:
a status, "STATUS SECONDS" with Retry-After, "wait SECONDS" before it answers, or "kill PIDFILE", which kills that process and answers nobody; 200
when the script is over.  What came is noted in FOLDER/log, a JSON object a line; the port in FOLDER/port."""
import hashlib, hmac, http.server, json, os, signal, sys, time

folder, secret = sys.argv[1], sys.argv[2].encode()


def next_line():
    try:
        with open(f"{folder}/script") as f:
            lines = f.read().splitlines()
    except FileNotFoundError:
        lines = []
    with open(f"{folder}/script.new", "w") as f:
        f.write("".join(line + "\n" for line in lines[1:]))
    os.replace(f"{folder}/script.new", f"{folder}/script")
    return (lines[0] if lines else "200").split()


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = dict(p.split("=", 1) for p in self.headers.get("Twosource-Signature", "t=0,v1=").split(","))
        wanted = hmac.new(secret, parts["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        message = json.loads(body)
        answer = next_line()
        with open(f"{folder}/log", "a") as f:
            f.write(json.dumps({"id": message["id"], "same": self.headers["Twosource-Id"] == message["id"],
                                "signed": hmac.compare_digest(wanted, parts["v1"]), "t": int(parts["t"]), "answer": answer[0],
                                "type": self.headers["Content-Type"], "alerts": message["alerts"]}) + "\n")
        if answer[0] == "kill":
            os.kill(int(open(answer[1]).read()), signal.SIGKILL)
            return
        if answer[0] == "wait":
            time.sleep(float(answer[1]))
            answer = ["200"]
        self.send_response(int(answer[0]))
        if len(answer) > 1:
            self.send_header("Retry-After", answer[1])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
with open(f"{folder}/port.new", "w") as f:
    f.write(str(server.server_port))
os.rename(f"{folder}/port.new", f"{folder}/port")
server.serve_forever()
