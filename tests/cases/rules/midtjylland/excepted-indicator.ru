# not met: 
# undecided: 
INSERT DATA { ex:trivsel aft:harIndikator <https://w3id.org/aftalegraf/id/indikator/ind-midt-lup> . <https://w3id.org/aftalegraf/id/indikator/ind-midt-lup> a aft:Indikator ; aft:foelgesMedFrekvens ex:en-gang }
