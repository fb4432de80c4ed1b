"""An object store of its own on 127.0.0.1 that speaks S3, and what lies in its bucket."""

import os
import subprocess
import sys
import time

from program import free_port

NAME = "sealed"


class Bucket:
    """Started by itself; stopped by the proof. Nothing in it outlives it."""

    def __init__(self):
        self.port = free_port()
        self.environment = {
            "CANDOR_SEALED_FILES": f"s3://{NAME}/candor",
            "AWS_ENDPOINT": f"http://127.0.0.1:{self.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "proof",
            "AWS_SECRET_ACCESS_KEY": "proof-of-a-bucket",
            "AWS_REGION": "us-east-1",
        }
        paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)], env=paths, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.connected()

    def connected(self):
        import boto3  # slow to read: only who has a bucket pays for it
        from botocore.exceptions import BotoCoreError

        client = boto3.client("s3", endpoint_url=self.environment["AWS_ENDPOINT"], aws_access_key_id="proof", aws_secret_access_key="proof", region_name="us-east-1")
        for _ in range(300):
            try:
                client.create_bucket(Bucket=NAME)
                return client
            except BotoCoreError:
                time.sleep(0.2)
        raise RuntimeError("the object store does not answer")

    def files(self) -> dict[str, bytes]:
        """All that lies in it, by name."""
        listed = self.client.list_objects_v2(Bucket=NAME).get("Contents", [])
        return {each["Key"]: self.client.get_object(Bucket=NAME, Key=each["Key"])["Body"].read() for each in listed}

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
