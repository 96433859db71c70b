"""Published figures: what an edition printed, to be reproduced or contradicted."""
