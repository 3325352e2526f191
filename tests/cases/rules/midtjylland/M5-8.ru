# not met: M5-8
# undecided: 
DELETE DATA { ex:slut aft:sendesTil <https://w3id.org/aftalegraf/id/aktoer/act-sst> }
