"""Problems of drugis/mcda-elicitation-web, in and out."""
