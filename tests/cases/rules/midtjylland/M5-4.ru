# not met: M5-4
# undecided: 
DELETE DATA { ex:halvaarlig aft:foelgesMedFrekvens ex:to-gange } ; INSERT DATA { ex:halvaarlig aft:foelgesMedFrekvens ex:en-gang }
