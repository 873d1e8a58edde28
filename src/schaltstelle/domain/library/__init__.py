"""Documents that were imported: strategies of other towns, project cards, exports of programmes."""
