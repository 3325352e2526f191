# not met: V2-1
# undecided: V6-1 V1-2 V2-2 V2.1-1 V2.1-9 V2.1.2-1 V2.1.2-13 V2.1.4-1 V2.1.8-3 V2.2.7-4
# exit: 0
# The clusters become plain forums: the region has none, and so nothing can be said of them.
DELETE WHERE { ?x a aft:Sundhedsklynge }
