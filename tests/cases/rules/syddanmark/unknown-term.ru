# not met:
# undecided: S4-1 S4-4
# exit: 0
DELETE WHERE { id:sundhedsaftale\/agr-syd-2024-2027 aft:aftaleperiodeFra ?x }
