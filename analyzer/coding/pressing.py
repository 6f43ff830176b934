"""Pressing turns: how much a therapist's turn directs, warns or argues, and how that adds up over several turns."""

from __future__ import annotations

import re

from analyzer.coding.talk import Moment, Said

DIRECTS = re.compile(
    r"\b(?:you(?:'ve| have|'re going to have|'re gonna have| really| just| do| absolutely| will)*"
    r" (?:need to|got to|gotta|must(?!'ve| have)|should(?:n't)?|ought to|had better|can't (?:keep|just|go on|be|expect|blame)|have to)"
    r"|if you (?:don't|keep|continue|carry on|do not|won't|go on)"
    r"|don't you (?:think|see|reali[sz]e|want|care|understand|know|believe|agree|worry|have)"
    r"|do you (?:reali[sz]e|understand (?:that|how|what)|know (?:how|what (?:that|this|it|happens)))"
    r"|you(?:'re| are) (?:going to|gonna) (?:have|end|die|get|lose|kill|be|need|hurt|regret)"
    r"|you(?:'ll| will| could| might| may)(?: just| also| well)? (?:end up|die|get|lose|regret|be (?:dead|back|sorry|in)|have to|need to|kill|hurt)"
    r"|why (?:don't|didn't|haven't|can't|won't|wouldn't|would) you"
    r"|i(?:'m| am) (?:really |very |just |quite |a bit |so )*(?:concerned|worried|telling you|trying to help)"
    r"|i (?:really |strongly |would |just |'d )*(?:think|suggest|recommend|advise|want|need) (?:that )?you (?:to|should|need|have|really|ought|are|start|stop|quit|try)"
    r"|dangerous|harmful|unhealthy|irresponsible|unacceptable|deadly|bad for you|not good for|at risk|risks?|seriously|important that|consequences|cancer|stroke|heart attack|killing|illegal"
    r"|come on|let me tell you|you(?:'ve| have)(?: got)? a (?:problem|drinking)|you(?:'re| are) (?:an? )?(?:alcoholic|addict|not (?:listening|trying|taking))"
    r"|as your (?:doctor|nurse|counsell?or|probation|teacher)|(?:it's|that's|this is) (?:really |very |so |just )?(?:important|bad|serious|not good|not okay|not acceptable)"
    r"|(?:think|thought|thinking) (?:about|of) (?:your|how|what it|what that)|what about your|best thing|all you (?:have|need) to|(?:i'm|i am) going to (?:need you|ask you to|have to|refer|give you|put you)"
    r"|you(?:'re| are) (?:not |just |being |still )*(?:doing|making|putting|letting|hurting|risking|killing|setting|ruining|throwing|destroying)"
    r"|excuses?|denial|resist\w*|defensive|minimi[sz]ing|the (?:fact|truth|problem|reality|bottom line) is|but you|but (?:if|the|it's|that's))\b"
)
EXPLORES = re.compile(
    r"\b(?:sounds like|i hear|tell me|what do you|what would|how do you|how would|what are|if you(?:'d| would)? like|would it be (?:ok|okay|all right)"
    r"|is it (?:ok|okay|all right)|you're feeling|on the one hand|on a scale|wonder)\b"
)
SPAN = 8


def directing(said: Said) -> int:
    """Count what directs in a turn, less what explores; never below zero."""
    return max(len(DIRECTS.findall(said.plain)) - len(EXPLORES.findall(said.plain)), 0)


def lectured(moment: Moment) -> bool:
    """Tell whether the therapist directed in the turn before and at least four times in the last eight turns."""
    before = moment.back(1)
    return before is not None and before.therapist and bool(directing(before)) and _recent(moment, moment.at) >= 4


def pressed_hard(moment: Moment) -> bool:
    """Tell whether the therapist directed twice or more in the turn before."""
    before = moment.back(1)
    return before is not None and before.therapist and directing(before) >= 2


def pressing(moment: Moment) -> bool:
    """Tell whether a therapist's turn directs three times, or once when that makes four in the last eight turns."""
    now = directing(moment.said)
    return now >= 3 or (now > 0 and _recent(moment, moment.at + 1) >= 4)


def _recent(moment: Moment, end: int) -> int:
    """Count what directed in the therapist's turns among the eight turns before `end`."""
    return sum(directing(said) for said in moment.talk.said[max(end - SPAN, 0) : end] if said.therapist)
