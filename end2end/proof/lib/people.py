"""Makes lists of invented people: the same list for the same number of rows."""

import random
from pathlib import Path

COLUMNS = (
    "external_id,given_name,family_name,email,phone,address1,address2,city,region,postal_code,country,language,kind,"
    "categories,categories_suspected"
)
GIVEN = "Ada Ben Carla Dmitri Elena Farid Grace Hugo Inés José Kenji Lucía Marta Nadia Omar Priya Quentin Rosa Samuel Teresa".split()
FAMILY = "Abbott Bustos Castillo Dupont English Fleming García Huang Ibáñez Johnson Kim López Matos Nguyễn O'Neil Pérez Quispe Ruiz".split()
STREETS = ["Harbour Row", "Stephanie Locks", "Villa Road", "Calle Mayor", "Bennett Pine", "Clarence Spur", "Tony Village"]
CITIES = ["Springfield", "Lakeside", "San Arturo", "Kevinhaven", "North Autumnton", "Santa Lucía"]
STATES = "CA TX NY FL MA WA IL PA OH NC MD CT CO OR ND DC PR".split()
TAKEN = ["name;email;phone;postal_address;ssn;date_of_birth,", "name;email;bank_account,ssn", "name;email;online_credentials,", "name;postal_address;drivers_license,"]


def generate(path: Path, rows: int, seed: int = 20310309) -> None:
    """Writes `rows` rows that all pass: mail at example domains, numbers reserved for examples, every tenth without mail."""
    pick = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(COLUMNS + "\r\n")
        for row in range(rows):
            given, family = pick.choice(GIVEN), pick.choice(FAMILY)
            email = "" if row % 10 == 3 else f"person.{row}@example.{pick.choice(('org', 'com', 'net'))}"
            street = f'"{pick.randrange(1, 9999)} {pick.choice(STREETS)}, Apt. {pick.randrange(1, 999)}"'
            kind = ("adult", "adult", "adult", "minor", "deceased")[row % 5] if row % 20 < 5 else ""
            state = pick.choice(STATES)
            out.write(
                f"G-{row:08d},{given},{family},{email},+1-206-555-01{pick.randrange(100):02d},{street},,{pick.choice(CITIES)},"
                f"{'US-' if row % 3 else ''}{state},{pick.randrange(1000, 99999):05d},US,{'es' if row % 6 == 0 else 'en'},{kind},{pick.choice(TAKEN)}\r\n"
            )
