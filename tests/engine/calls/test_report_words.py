"""The report of a call in words."""

from core.engine.calls.report_words import report_lines

REPORT = {
    "states": [
        {"state": "initiating", "ms": 1000.0},
        {"state": "ringing", "ms": 1033.4},
        {"state": "answered", "ms": 2000.0},
        {"state": "established", "ms": 2084.0},
    ],
    "media": {
        "tracks": [
            {"type": "remote-inbound-rtp", "kind": "audio", "packetsLost": 0},
            {"type": "outbound-rtp", "kind": "audio", "packetsSent": 500},
            {
                "type": "inbound-rtp",
                "kind": "audio",
                "packetsReceived": 498,
                "packetsLost": 2,
                "concealedSamples": 960,
            },
            {"type": "outbound-rtp", "kind": "video", "framesSent": 300},
            {
                "type": "inbound-rtp",
                "kind": "video",
                "framesDecoded": 298,
                "frameWidth": 1280,
                "frameHeight": 720,
                "framesPerSecond": 29.8,
                "freezeCount": 1,
            },
        ],
        "candidatePair": {"localCandidateType": "host", "remoteCandidateType": "relay", "protocol": "udp"},
        "dtlsVersion": "DTLSv1.2",
        "srtpCipher": "SRTP_AEAD_AES_256_GCM",
    },
}


def test_every_measured_thing_has_its_line() -> None:
    assert report_lines(REPORT) == [
        "Dial to ringing:        33 ms",
        "Answer to established:  84 ms",
        "Sound sent:             500 packets",
        "Sound received:         498 packets, 2 lost, 0.02 s concealed",
        "Pictures sent:          300",
        "Pictures received:      298 of 1280x720 at 30 a second, 0 packets lost, 1 freeze",
        "Path:                   relayed, udp",
        "Encryption:             DTLSv1.2, SRTP_AEAD_AES_256_GCM",
    ]


def test_what_was_not_measured_is_left_out() -> None:
    assert report_lines({}) == []
    assert report_lines({"states": [{"state": "initiating", "ms": 1.0}], "media": None}) == []
