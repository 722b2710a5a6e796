# SPDX-License-Identifier: EUPL-1.2
"""The closed lists a register line is checked against: country codes, language codes, residence statuses.

Which of them give or take the vote is not decided here; that is a term of the statute.
"""

from enum import StrEnum

STATELESS = "XX"


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


class ResidenceStatus(StrEnum):
    """The legal ground on which a person lives here, in the words of the residents' register."""

    TEMPORARY_RESIDENCE_PERMIT = "temporary_residence_permit"
    PERMANENT_RESIDENCE = "permanent_residence"
    EU_RIGHT_OF_RESIDENCE = "eu_right_of_residence"
    TEMPORARY_PROTECTION = "temporary_protection"
    REFUGEE_STATUS = "refugee_status"
    SUBSIDIARY_PROTECTION = "subsidiary_protection"
    ASYLUM_SEEKER = "asylum_seeker"
    LITHUANIAN_CITIZEN = "lithuanian_citizen"
    NATIONAL_VISA = "national_visa"
    DEPARTED = "departed"


EU_COUNTRIES = _codes("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")

# ISO 3166-1 alpha-2 as of 2024, with XK (Kosovo, in general use) and XX (stateless or undetermined).
COUNTRIES = _codes(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
    PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK
    XX YE YT ZA ZM ZW
    """
)

# ISO 639-1. Three letters (ISO 639-3, for example ckb) are accepted by their form.
LANGUAGES = _codes(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo
    wa wo xh yi yo za zh zu
    """
)
