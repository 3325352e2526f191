# not met: M4-5
# undecided: 
DELETE DATA { ex:andel-trives aft:foelgesMedFrekvens ex:to-gange } ; INSERT DATA { ex:andel-trives aft:foelgesMedFrekvens ex:en-gang }
