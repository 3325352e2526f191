# not met: M0-1
# undecided: 
DELETE WHERE { <https://w3id.org/aftalegraf/id/sundhedsaftale/agr-midt-2019-2023> aft:stoetterSammenhaengMed ?x }
