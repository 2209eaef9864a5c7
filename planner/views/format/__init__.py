"""What every view uses: money, markup, colors, figures, amounts that foot."""
