using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NeuralGen;

/// <summary>
/// Reads the header of a safetensors file, a JSON object: for each name a type, a shape and where the data lies, and under
/// <c>__metadata__</c> strings.
/// </summary>
internal ref struct SafetensorsHeader(ReadOnlySpan<byte> json, string file)
{
    /// <summary>The name under which the strings stand.</summary>
    public const string MetadataName = "__metadata__";

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 4 };

    private readonly List<SafetensorsEntry> _entries = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _reader = new(json, Strict);

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Read(
        ReadOnlySpan<byte> json,
        string file
    )
    {
        // The format wants the first byte to be a bracket; behind the last one there may be spaces.
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new InvalidDataException($"{file}: the header does not begin with '{{'.");
        var header = new SafetensorsHeader(json, file);
        try
        {
            header.Read();
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}: the header is no JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidDataException($"{file}: the header has a string that is no UTF-8.", error);
        }
        return (header._entries, header._metadata);
    }

    private void Read()
    {
        _reader.Read();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextName("the header") is { } name)
        {
            if (!names.Add(name))
                throw Error($"there are two tensors '{name}'");
            if (name == MetadataName)
                ReadMetadata();
            else
                _entries.Add(ReadEntry(name));
        }
        _reader.Read();
    }

    private void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject, MetadataName);
        while (NextName(MetadataName) is { } key)
        {
            Expect(JsonTokenType.String, $"{MetadataName} '{key}'");
            if (!_metadata.TryAdd(key, _reader.GetString()!))
                throw Error($"{MetadataName} has '{key}' twice");
        }
    }

    private SafetensorsEntry ReadEntry(string name)
    {
        StoredType? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(JsonTokenType.StartObject, $"the entry of '{name}'");
        while (NextName($"the entry of '{name}'") is { } key)
        {
            if (key == "dtype" && type is null)
            {
                Expect(JsonTokenType.String, $"the dtype of '{name}'");
                string text = _reader.GetString()!;
                type =
                    SafetensorsTypes.Find(text) ?? throw Error($"the type of '{name}' is '{text}', which is not read");
            }
            else if (key == "shape" && shape is null)
                shape = ReadNumbers($"the shape of '{name}'");
            else if (key == "data_offsets" && offsets is null)
                offsets = ReadNumbers($"the data_offsets of '{name}'");
            else
                throw Error($"the entry of '{name}' has an unknown '{key}', or has it twice");
        }
        if (type is null || shape is null || offsets is null)
            throw Error($"the entry of '{name}' lacks dtype, shape or data_offsets");
        if (offsets.Count != 2)
            throw Error($"the data_offsets of '{name}' are not two");
        return new SafetensorsEntry(name, type.Value, Extent(name, shape), offsets[0], offsets[1]);
    }

    private readonly int[] Extent(string name, List<long> shape)
    {
        var extents = new int[shape.Count];
        for (int axis = 0; axis < extents.Length; axis++)
            extents[axis] =
                shape[axis] <= int.MaxValue
                    ? (int)shape[axis]
                    : throw Error($"the extent {shape[axis]} of '{name}' is too large for a tensor");
        try
        {
            Extents.Product(extents);
        }
        catch (ArgumentException)
        {
            throw Error($"the shape {Extents.Text(extents)} of '{name}' is more than a tensor can hold");
        }
        return extents;
    }

    private List<long> ReadNumbers(string what)
    {
        var numbers = new List<long>();
        Expect(JsonTokenType.StartArray, what);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(
                _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out long number) && number >= 0
                    ? number
                    : throw Error($"{what} has something else than whole numbers of at least 0")
            );
        return numbers;
    }

    private string? NextName(string what)
    {
        if (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            return _reader.GetString()!;
        return _reader.TokenType == JsonTokenType.EndObject ? null : throw Error($"{what} is no object");
    }

    private void Expect(JsonTokenType type, string what)
    {
        if (!_reader.Read() || _reader.TokenType != type)
            throw Error($"{what} is of JSON type {_reader.TokenType}, and not {type}");
    }

    private readonly InvalidDataException Error(string found) => new($"{file}: {found}.");
}
