using System.Text.Json.Nodes;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Tests.Certification.Standards;

/// <summary>A small catalogue, plainly made up, that tests bend.</summary>
internal static class CatalogueText
{
    public static JsonObject Small() => JsonNode.Parse(
        """
        {"versions": [
          {"standard": "PS", "version": "V2", "title": "Made-up V2", "sample": false, "validFrom": "2017-12-01", "auditableUntil": "2023-05-31",
           "principles": [{"key": "1", "title": "One", "criteria": [{"key": "1.1", "title": "Alone"}]}]},
          {"standard": "PS", "version": "V3", "title": "Made-up V3", "sample": false, "validFrom": "2022-05-01", "auditableUntil": null,
           "principles": [
             {"key": "1", "title": "One", "criteria": [
               {"key": "1.1", "title": "For all", "critical": true},
               {"key": "1.2", "title": "Lettered", "subCriteria": [
                 {"key": "1.2.a", "title": "For all"},
                 {"key": "1.2.b", "title": "For casthouses", "activities": ["casthouses"]},
                 {"key": "1.2.c", "title": "For PT", "classes": ["PT"]}]}]},
             {"key": "2", "title": "Two", "activities": ["bauxite-mining"], "classes": ["PT"], "criteria": [
               {"key": "2.1", "title": "As its principle"},
               {"key": "2.2", "title": "Its own", "classes": ["IU"]}]}]}
        ]}
        """)!.AsObject();

    /// <summary>What holds of the small catalogue after a change.</summary>
    public static CatalogueReading Read(Action<JsonObject> change)
    {
        JsonObject catalogue = Small();
        change(catalogue);
        return StandardCatalogue.Read(catalogue.ToJsonString());
    }

    /// <summary>A place in the catalogue, by the steps of a JSON pointer.</summary>
    public static JsonNode At(this JsonNode node, string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(node, (at, step) => at is JsonArray list ? list[int.Parse(step, null)]! : at[step]!);
}
