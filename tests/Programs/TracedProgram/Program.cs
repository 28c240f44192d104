using AutoTrace.TracedProgram;

// What a test asks for by the first argument; whatever else it wants to say comes by the environment.
return args switch
{
    ["web"] => await WebProgram.RunAsync(),
    ["worker"] => await WorkerProgram.RunAsync(),
    ["end", string how] => ConsoleProgram.Run(how),
    ["listening"] => ListeningProgram.Run(),
    ["starting"] => StartingProgram.Run(),
    ["homeless", string folder] => HomelessProgram.Run(folder),
    ["spooling", string folder] => SpoolingProgram.Run(folder),
    _ => throw new ArgumentException(
        "web | worker | end dispose|return|exit|SIGTERM|… | listening | starting | homeless <folder> | spooling <folder>"),
};
