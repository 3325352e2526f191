# not met: S4-5
# undecided:
# exit: 1
DELETE WHERE { ex:opfoelgning-2025 aft:foelgesMedFrekvens ?x } ; INSERT DATA { ex:opfoelgning-2025 aft:foelgesMedFrekvens ex:hvert-andet-aar }
