# not met: S5-1
# undecided:
# exit: 1
INSERT DATA { ex:to-gange a aft:Frekvens ; aft:gangePrAar 2.0 . ex:aarlig aft:foelgesMedFrekvens ex:to-gange } ;
DELETE WHERE { ex:aarlig aft:foelgesMedFrekvens id:frekvens\/frq-1 }
