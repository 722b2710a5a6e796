# SPDX-License-Identifier: EUPL-1.2
"""Faults in words for a person who knows elections and not cryptography. English; the pages have their own words."""

from council.ballots.verify.fault import Fault, Part

PARTS: dict[Part, str] = {
    Part.FILE: "the file",
    Part.ELECTION: "the election",
    Part.TRUSTEES: "the trustees",
    Part.CREDENTIALS: "the list of credentials",
    Part.SETUP: "the setup",
    Part.BALLOT: "a ballot",
    Part.TALLY: "the encrypted tally",
    Part.SHUFFLE: "a shuffle",
    Part.DECRYPTION: "a partial decryption",
    Part.RESULT: "the result",
}

_FILE: dict[str, str] = {
    "empty": "There is no election in this file.",
    "header-malformed": "The file does not begin like an archive of an election.",
    "truncated": "The file ends in the middle of this record. It may have been copied while a ballot was being "
    "written: copy it again.",
    "end-blocks": "Empty blocks stand where the next record should be. A tar program may have packed the file again.",
    "tar-header": "The frame of this record has another form than the archive prescribes.",
    "record-too-large": "This record is larger than anything an election needs.",
    "padding": "There is something hidden behind this record, where only zeros may stand.",
    "record-name": "This record has a name that no record may have.",
    "record-hash": "The contents of this record are not what its name says: it was changed.",
    "event-malformed": "This event is not written in the only form an event may have.",
    "event-parent": "This event does not follow the one before it: the chain is broken.",
    "event-height": "The events are not counted one by one.",
    "event-order": "This event may not come at this point of an election.",
    "event-payload": "This event names another record than the one before it.",
    "event-data": "This event does not have the records before it that it needs.",
    "data-without-event": "The file ends with a record that no event names. It may have been copied while a ballot was "
    "being written: copy it again.",
    "busy": "Another program is writing to this archive.",
    "exists": "There is an archive of this name already.",
    "damaged": "The archive is damaged before its end. Nothing was changed; take a sound copy.",
}

_TEXT: dict[str, str] = {
    "too_long": "Its text is too long.",
    "not_json": "Its text cannot be read.",
    "not_canonical": "Its text is not written in the only form it may have.",
    "wrong_shape": "Something is missing, or there is something that does not belong there.",
    "wrong_number": "A number in it is too large or not written in the only form it may have.",
    "not_an_element": "A number in it is outside the range of the group.",
    "not_a_member": "A number in it does not belong to the group. Such numbers can be used to cheat.",
    "unknown_group": "It uses a group that this program does not know.",
    "not_text": "It is not text.",
}

_SETUP: dict[str, str] = {
    "bad_identifier": "The identifier of the election is not one.",
    "wrong_version": "The election was made for another version of the protocol.",
    "wrong_question": "A question is not one that can be asked.",
    "group_cannot_rank": "A ranking is asked for in a group that cannot hold one.",
    "wrong_election_key": "The key of the election is not the one that the trustees' keys make. Whoever knows another "
    "key could open the ballots.",
    "duplicate_credential": "A credential is in the list twice.",
    "weight_with_ranking": "Votes have weights although a ranking is asked for.",
    "bad_credential": "A credential is not one.",
    "trustee_proof": "A trustee has not proved to know the key.",
    "trustee_signature": "A trustee's signature is wrong.",
    "trustee_context": "A trustee's certificate was made for another group of trustees.",
    "trustee_threshold": "The number of trustees that are needed is impossible.",
    "trustee_verification_key": "A trustee's key does not follow from what the trustees agreed on.",
    "trustee_share": "A trustee's share does not fit.",
    "trustee_message": "A message between trustees cannot be opened.",
    "trustee_duplicate": "Two trustees have the same key: fewer people than the list says could open the ballots.",
    "setup_names": "The setup names other records than those before it.",
    "credential_count": "The list has another number of credentials than was published. Too many would let somebody "
    "vote who does not exist.",
}

_BALLOT: dict[str, str] = {
    "other_election": "It was made for another election.",
    "other_fingerprint": "It was made for another text of this election: other questions, or another key.",
    "unknown_credential": "Its credential is not in the list: nobody who may vote made it.",
    "wrong_hash": "It was changed after it was signed.",
    "bad_signature": "Its signature is wrong: it was not made by the holder of the credential.",
    "bad_choice_proof": "It does not prove that each answer was chosen once at most.",
    "bad_overall_proof": "It does not prove that as many answers were chosen as may be.",
    "bad_blank_proof": "It does not prove that a blank vote chooses nothing.",
    "bad_ranking_proof": "It does not prove that its maker knows what is in it: it may be a copy of another.",
    "choice_not_allowed": "Its choice is not allowed.",
    "ballot_head": "Its first lines are not written in the only form they may have.",
    "ballot_replayed": "The same ballot is in the archive already. Somebody put an old ballot in again.",
}

_COUNT: dict[str, str] = {
    "wrong_tally": "The encrypted tally is not the sum of the ballots that count.",
    "number_tallied": "The number of ballots that were counted is wrong.",
    "total_weight": "The weight of the ballots that were counted is wrong.",
    "payload_name": "It names another record than the one before it.",
    "bad_shuffle": "The shuffle does not prove that the same votes came out that went in.",
    "shuffle_not_asked": "The votes were shuffled although no question asks for it.",
    "shuffle_missing": "The votes are opened without having been shuffled: a ballot could be traced to its elector.",
    "unknown_owner": "It is signed with the number of a trustee who does not exist.",
    "duplicate_owner": "This trustee has done so before.",
    "bad_decryption_proof": "A trustee's part of the decryption is not proved to be right.",
    "too_few_shares": "There is a result although too few trustees took part.",
    "wrong_result": "The result is not what the encrypted tally holds.",
    "not_complete": "The election has no result yet.",
    "copy_shorter": "The newer copy has fewer records than the older one: something was taken out.",
    "copy_differs": "The newer copy differs from the older one in this record: something was changed afterwards.",
}

SENTENCES: dict[str, str] = {**_FILE, **_TEXT, **_SETUP, **_BALLOT, **_COUNT}


def place(fault: Fault) -> str:
    """Where the fault is: the number of the record and what it is for."""
    if not fault.record:
        return "The file"
    named = f", {PARTS[fault.part]}" if fault.part is not Part.FILE else ""
    return f"Record {fault.record}{named}"


def sentence(fault: Fault) -> str:
    """The fault in one or two sentences."""
    return SENTENCES[fault.code]


def details(fault: Fault) -> list[str]:
    """What else is known: names and numbers, one per line."""
    name = [f"name: {fault.name}"] if fault.name else []
    return [*name, f"code: {fault.code}", *(f"{key}: {value}" for key, value in fault.facts)]
