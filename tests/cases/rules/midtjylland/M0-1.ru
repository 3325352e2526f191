# not met: 
# undecided: M0-1
DELETE WHERE { <https://w3id.org/aftalegraf/id/sundhedsaftale/agr-midt-2019-2023> aft:stoetterSammenhaengMed ?x }
