"""Reads a mail with Python's parser, and sends it through an SMTP server on loopback and back.

python3 mail.py MAIL FOLDER: exits with 0 if the mail has no defects, its attachments are the files of the folder, and what
the server got is what was sent.
"""

import asyncio
import email
import email.policy
import pathlib
import smtplib
import sys


def parts(message):
    return {part.get_filename(): part.get_payload(decode=True) for part in message.walk() if part.get_filename()}


def defects(message):
    return [f"{part.get_content_type()}: {defect!r}" for part in message.walk() for defect in part.defects] + [
        f"{name}: {defect!r}" for name, value in message.items() for defect in getattr(value, "defects", ())
    ]


class Server:
    """As much of SMTP (RFC 5321) as one mail needs."""

    def __init__(self):
        self.mail = None

    async def talk(self, reader, writer):
        async def say(line):
            writer.write(line + b"\r\n")
            await writer.drain()

        await say(b"220 loopback")
        while line := await reader.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                await say(b"354 go on")
                lines = []
                while (text := await reader.readline()) != b".\r\n":
                    lines.append(text[1:] if text.startswith(b".") else text)
                self.mail = b"".join(lines)
                await say(b"250 taken")
            elif verb == b"QUIT":
                await say(b"221 bye")
                break
            else:
                await say(b"250 loopback" if verb == b"EHLO" else b"250 ok")
        writer.close()


async def through_smtp(raw):
    server = Server()
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0, limit=1 << 26)
    port = listening.sockets[0].getsockname()[1]

    def send():
        with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as smtp:
            smtp.sendmail("from@example.org", ["to@example.org"], raw)

    await asyncio.to_thread(send)
    listening.close()
    return server.mail


def main():
    raw = pathlib.Path(sys.argv[1]).read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    found = defects(message)
    assert not found, found
    expected = {path.name: path.read_bytes() for path in pathlib.Path(sys.argv[2]).iterdir()}
    got = parts(message)
    assert got.keys() == expected.keys(), (got.keys(), expected.keys())
    for name, content in expected.items():
        assert got[name] == content, f"{name} is not what was attached"
    assert max(map(len, raw.split(b"\r\n"))) <= 998, "a line is too long for SMTP"
    returned = asyncio.run(through_smtp(raw))
    assert returned == raw, "the mail that came back is not the one that was sent"
    print(message["subject"], "|", message["to"], "|", message.get_body(("plain",)).get_content().splitlines()[0])


main()
