# not met: S5-3 S5-4
# undecided:
# exit: 1
DELETE WHERE { id:sundhedsaftale\/agr-syd-2024-2027 aft:harOpfoelgning ex:slut }
