# not met: S5-3
# undecided:
# exit: 1
INSERT DATA { id:sundhedsaftale\/agr-syd-2024-2027 aft:harOpfoelgning ex:midtvejs-2 . ex:midtvejs-2 a aft:Midtvejsstatus , aft:Opfoelgning }
