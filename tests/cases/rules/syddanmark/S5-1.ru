# not met: S5-1
# undecided:
# exit: 1
DELETE WHERE { ex:aarlig aft:foelgesMedFrekvens ?x } ; INSERT DATA { ex:aarlig aft:foelgesMedFrekvens ex:hvert-andet-aar }
