"""What the district can keep: who pays every row of cost, until when, and under which scenario."""
