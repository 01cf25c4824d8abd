"""From dispatches to stories: which belong together, who copied whom, how many sources stand behind it, what is contested and what is owed.

All functions here are pure: ledgers in, values out. The flow: ``Ledger`` -> ``Card`` -> keys -> edges -> groups -> origins, contradictions,
commitments.
"""
