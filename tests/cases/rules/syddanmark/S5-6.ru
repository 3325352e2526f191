# not met: S5-6
# undecided:
# exit: 1
DELETE WHERE { ex:spoerg-4 aft:foelgesMedFrekvens ?x } ; INSERT DATA { ex:spoerg-4 aft:foelgesMedFrekvens ex:hvert-andet-aar }
