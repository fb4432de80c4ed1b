"""Checks of files for the bank by packages that are not ours."""

import importlib.resources
import json

from lxml import etree


def pain_faults(file: bytes) -> list[str]:
    """What the XML schema of pain.001.001.09 says against a file, and sums that are not those of its transfers."""
    schema = importlib.resources.files("sepaxml").joinpath("schemas/pain.001.001.09.xsd")
    with schema.open("rb") as source:
        validator = etree.XMLSchema(etree.parse(source))
    document = etree.fromstring(file)
    if not validator.validate(document):
        return [str(error) for error in validator.error_log]
    name = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
    amounts = document.xpath("//p:InstdAmt/text()", namespaces=name)
    faults = []
    for count in document.xpath("//p:NbOfTxs/text()", namespaces=name):
        faults += [] if int(count) == len(amounts) else [f"NbOfTxs {count} of {len(amounts)}"]
    cents = sum(round(float(amount) * 100) for amount in amounts)
    for total in document.xpath("//p:CtrlSum/text()", namespaces=name):
        faults += [] if round(float(total) * 100) == cents else [f"CtrlSum {total}"]
    return faults


def ach_faults(file: str) -> list[str]:
    """What is wrong with an ACH file: lines of another length, and every part that the package carta-ach, which counts and sums by itself, writes in
    another way from the same entries."""
    from ach.builder import AchFile
    from ach.parser import Parser

    lines = file.splitlines()
    faults = [f"line {number}: {len(line)} letters" for number, line in enumerate(lines, 1) if len(line) != 94]
    if len(lines) % 10:
        faults.append(f"{len(lines)} lines are no whole blocks")
    read = json.loads(Parser(file).as_json())
    head, batch = read["file_header"], read["batches"][0]
    again = AchFile(head["file_id_mod"], {
        "immediate_dest": head["immediate_dest"].strip(), "immediate_org": head["immediate_org"].strip(), "immediate_dest_name": head["im_dest_name "].strip(),
        "immediate_org_name": head["im_orgn_name "].strip(), "company_id": batch["batch_header"]["company_id"].strip(),
    })
    entries = [
        {
            "type": entry["entry_detail"]["transaction_code"], "routing_number": entry["entry_detail"]["recv_dfi_id"] + entry["entry_detail"]["check_digit"],
            "account_number": entry["entry_detail"]["dfi_acnt_num"].strip(), "amount": f'{int(entry["entry_detail"]["amount"]) / 100:.2f}',
            "name": entry["entry_detail"]["ind_name"].strip(), "id_number": entry["entry_detail"]["ind_id"].strip(),
        }
        for entry in batch["entries"]
    ]
    again.add_batch("PPD", entries, credits=True, debits=False)
    theirs = [line for line in again.render_to_string().splitlines() if line.strip()]
    # What each side names by itself (trace numbers, dates, descriptions) is left out: positions that have to be the same.
    for kind, parts in {"1": [(0, 23), (34, 86)], "6": [(0, 39), (54, 76), (78, 79)], "8": [(0, 44)], "9": [(0, 55)]}.items():
        ours = [line for line in lines if line[0] == kind and line != "9" * 94]
        other = [line for line in theirs if line[0] == kind and line != "9" * 94]
        if len(ours) != len(other):
            faults.append(f"{len(ours)} records of type {kind}, not {len(other)}")
        for left, right in zip(ours, other):
            faults += [f"type {kind}, from {start + 1}: {left[start:end]!r}, not {right[start:end]!r}" for start, end in parts if left[start:end] != right[start:end]]
    return faults
