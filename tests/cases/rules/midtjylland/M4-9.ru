# not met: M4-9
# undecided: 
DELETE WHERE { <https://w3id.org/aftalegraf/id/sundhedsaftale/agr-midt-2019-2023> aft:vilIndarbejde ?x }
