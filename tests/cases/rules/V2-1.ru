# not met: V2-1
# undecided: V2.2.7-4
# exit: 0
# The clusters become plain forums: the region has none.
DELETE WHERE { ?x a aft:Sundhedsklynge }
