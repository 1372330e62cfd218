"""Facets over the lists of a duty (powers, fields of work), counted in their own tables.

Datasette's facets of JSON lists read every column of every row for each value (measured: seconds at 80,000 duties,
so that it gives up); the tables behind the lists give the same counts in half a second.
"""

from typing import Any

from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.utils import path_with_added_args, path_with_removed_args

SOURCES = {"powers": ("powers", "power"), "domains": ("domains", "name")}  # the table and column behind a list


class ListFacet(Facet):  # type: ignore[misc]
    """`facets: [{list: powers}]` in the metadata: the values of a list of the duties shown, with their numbers."""

    type = "list"

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """The facets with their values; the names of those that took too long."""
        found, late = [], []
        for each in self.get_configs():
            column = each["config"]["simple"]
            try:
                found.append(await self._facet(column))
            except QueryInterrupted:
                late.append(column)
        return found, late

    async def _facet(self, column: str) -> dict[str, Any]:
        table, value = SOURCES[column]
        size = self.get_facet_size()
        counted = await self.ds.execute(
            self.database,
            f"SELECT {value} AS value, count(*) AS count FROM {table} "
            f"WHERE (document, duty) IN (SELECT document, duty FROM ({self.sql})) "
            f"GROUP BY {value} ORDER BY count DESC, value LIMIT {size + 1}",
            self.params,
            truncate=False,
            custom_time_limit=self.ds.setting("facet_time_limit_ms"),
        )
        return {
            "name": column,
            "type": self.type,
            "hideable": False,
            "toggle_url": "",
            "results": [self._value(f"{column}__arraycontains", row) for row in counted.rows[:size]],
            "truncated": len(counted) > size,
        }

    def _value(self, filtered: str, row: Any) -> dict[str, Any]:
        value = row["value"]
        selected = (filtered, value) in self.get_querystring_pairs()
        change = path_with_removed_args if selected else path_with_added_args
        path = self.ds.urls.path(change(self.request, {filtered: value}))
        link = self.ds.absolute_url(self.request, path)
        return {"value": value, "label": value, "count": row["count"], "toggle_url": link, "selected": selected}
