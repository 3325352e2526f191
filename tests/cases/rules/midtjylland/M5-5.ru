# not met: M5-5
# undecided: 
DELETE DATA { ex:halvaarlig aft:sendesTil <https://w3id.org/aftalegraf/id/aktoer/act-kommunalbestyrelser-midt> }
