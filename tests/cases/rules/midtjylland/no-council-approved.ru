# not met: M5-2
# undecided: 
DELETE WHERE { <https://w3id.org/aftalegraf/id/aktoer/act-kommunalbestyrelser-midt> aft:vedtager ex:rygestop }
