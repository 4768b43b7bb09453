using System;
using System.CommandLine;
using System.Globalization;
using NeuralGen.Samples.Lectures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
ParseResult arguments = CommandLine.Create(settings => new Session(settings).Run()).Parse(args);
foreach (var error in arguments.Errors)
    Console.Error.WriteLine(error.Message);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine("Run with --help to see the options.");
    return 1;
}
return arguments.Invoke();
